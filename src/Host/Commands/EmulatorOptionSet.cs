using System.CommandLine;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Server.Callers;
using ActorInput.Host.Common;
using ActorInput.Host.Nodes;

namespace ActorInput.Host.Commands;

/// <summary>The options of the command <c>emulator</c>.</summary>
internal sealed class EmulatorOptionSet
{
    private readonly Option<int?> _port = WholeOption.Create("--port", "PORT", "Port; 0 takes a free one [default: 8081]", 0, 65_535);
    private readonly Option<int?> _count = WholeOption.Create("--count", "N", "How many games [default: 1]", 1, 256);
    private readonly Option<string?> _rom = GameFileOptions.Rom();
    private readonly Option<string?> _core = GameFileOptions.Core();
    private readonly Option<string?> _battery = GameFileOptions.Battery();
    private readonly Option<string?> _data = GameFileOptions.Data();
    private readonly Option<GameSpeed?> _speed = GamePaceOptions.Speed();
    private readonly Option<int?> _hold = GamePaceOptions.Hold();
    private readonly Option<int?> _wait = GamePaceOptions.Wait();

    private readonly Option<int?> _startFrames = WholeOption.Create(
        "--start-frames", "FRAMES", "Frames that a game runs after power-on, until it has a picture and reads its buttons [default: 60]", 0, 100_000);

    private readonly Option<string[]> _allowHost = new("--allow-host")
    {
        Description = "Another name by which clients may call the server, besides localhost and 127.0.0.1, for example that of a proxy; * allows any; may be given several times",
        HelpName = "NAME",
    };

    private readonly Option<int?> _checkFrames = WholeOption.Create(
        "--check-frames",
        "FRAMES",
        "Frames that are played after the start to check whether the cartridge's states can be trusted; the result is at /capabilities; 0 for no check [default: 400]",
        0,
        100_000);

    private readonly InputLimitOptions _limits = new();
    private readonly Option<bool> _json = new("--json") { Description = "Print the line that says ready as a JSON object" };
    private readonly Option<bool> _exitWithStdin = new("--exit-with-stdin") { Description = "End at once when standard input closes", Hidden = true };

    /// <param name="command">Takes the options.</param>
    public EmulatorOptionSet(Command command)
    {
        foreach (var option in (IEnumerable<Option>)[_port, _count, _rom, _core, _battery, _data, _speed, _hold, _wait, _startFrames, _checkFrames, _allowHost, .. _limits.All, _json, _exitWithStdin])
            command.Options.Add(option);
        _allowHost.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (CallerGuard.Problem(token.Value) is { } problem)
                    result.AddError($"--allow-host is '{token.Value}'; {problem}.");
            }
        });
    }

    public EmulatorServerArguments Read(ParseResult result) => new()
    {
        Port = result.GetValue(_port) ?? 8081,
        Count = result.GetValue(_count) ?? 1,
        Rom = result.GetValue(_rom),
        Core = result.GetValue(_core),
        Battery = result.GetValue(_battery),
        Data = result.GetValue(_data) ?? GameFileOptions.DefaultData,
        Speed = result.GetValue(_speed) ?? GameSpeed.Unlimited,
        Hold = result.GetValue(_hold) ?? PressTiming.PokemonGym.Hold,
        Wait = result.GetValue(_wait) ?? PressTiming.PokemonGym.Wait,
        StartFrames = result.GetValue(_startFrames) ?? 60,
        CheckFrames = result.GetValue(_checkFrames) ?? 400,
        AllowedHosts = result.GetValue(_allowHost) ?? [],
        Limits = _limits.Read(result),
        Json = result.GetValue(_json),
        ExitWithStdin = result.GetValue(_exitWithStdin),
    };
}
