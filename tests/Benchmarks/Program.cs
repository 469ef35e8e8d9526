using ActorInput.Benchmarks.Commands;

return await BenchCommands.RunAsync(args, Console.Out, Console.Error);
