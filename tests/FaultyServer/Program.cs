using System.Runtime.InteropServices;
using System.Text.Json;
using ActorInput.Faults;
using ActorInput.Faults.Answers;

ServerArguments arguments;
try
{
    arguments = ServerArguments.Parse(args);
}
catch (FormatException bad)
{
    await Console.Error.WriteLineAsync(bad.Message);
    return 2;
}

await using var server = await FaultyServer.StartAsync(arguments.Options);
for (var i = 0; i < arguments.Games; i++)
    server.AddGame(arguments.Dialect);

var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal));
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal));
var ready = new { Ready = server.Address.ToString().TrimEnd('/'), Games = server.Games.Select(game => game.Address.ToString().TrimEnd('/')) };
await Console.Out.WriteLineAsync(JsonSerializer.Serialize(ready, FaultyJson.Options));
await Console.Out.FlushAsync();
if (arguments.ExitsWithStandardInput)
    _ = EndWithStandardInputAsync();
await ended.Task;
return 0;

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    ended.TrySetResult();
}

async Task EndWithStandardInputAsync()
{
    // The pipe closes when the process at its other end ends, in whatever way, so no server is left running.
    await using var input = Console.OpenStandardInput();
    await input.CopyToAsync(Stream.Null);
    ended.TrySetResult();
}
