namespace ActorInput.Actors.Pool;

/// <summary>
/// How an emulator server process is started. To the arguments are added <c>--port 0 --count N --json --exit-with-stdin</c>: the process
/// prints one line of JSON with <c>"ready"</c> as its address once its games run, and ends when its standard input does, so that it
/// cannot outlive the node however the node ends.
/// </summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record EmulatorServerCommand(string Program, IReadOnlyList<string> Arguments);
