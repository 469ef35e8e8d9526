using System.CommandLine;
using ActorInput.Emulation.Games;
using ActorInput.Host.Common;
using ActorInput.Host.Configuration;

namespace ActorInput.Host.Commands;

/// <summary>The options that <c>demo</c> and <c>node</c> share.</summary>
internal sealed class NodeOptionSet
{
    private readonly Option<int?> _http = WholeOption.Create("--http", "PORT", "Port of the page and the API; 0 takes a free one [default: 8080]", 0, 65_535);
    private readonly Option<int?> _cluster = WholeOption.Create("--cluster", "PORT", "Port of the cluster; 0 takes a free one [default: 4053]", 0, 65_535);
    private readonly Option<string[]> _seed = new("--seed")
    {
        Description = "A node of the cluster to join, by its cluster port; may be given several times [default: a cluster of its own]",
        HelpName = "HOST:PORT",
    };

    private readonly Option<string?> _roles = new("--roles")
    {
        Description = "What the node does: emulator (owns games), gateway (answers HTTP), agent (only sends inputs); separate several with commas [default: emulator,gateway]",
        HelpName = "ROLES",
    };

    private readonly Option<int?> _emulators;
    private readonly Option<int?> _slots = WholeOption.Create("--slots", "M", "Slots for games in emulator servers that the node starts [default: twice the games; 0 with --slot]", 0, 10_000);
    private readonly Option<string[]> _slot = new("--slot")
    {
        Description = "A game on an emulator server that runs already, for example a pokemon-gym; may be given several times",
        HelpName = "URL",
    };

    private readonly Option<string?> _rom = GameFileOptions.Rom();
    private readonly Option<string?> _core = GameFileOptions.Core();
    private readonly Option<string?> _battery = GameFileOptions.Battery();
    private readonly Option<GameSpeed?> _speed = GamePaceOptions.Speed();
    private readonly Option<int?> _hold = GamePaceOptions.Hold();
    private readonly Option<int?> _wait = GamePaceOptions.Wait();
    private readonly Option<string?> _config = GameFileOptions.Place("--config", "FILE", "A configuration file (JSON); see config/appsettings.example.json");
    private readonly Option<string?> _data = GameFileOptions.Data();
    private readonly Option<bool> _noAgent = new("--no-agent") { Description = "Start no demo agent: all emulators are for you" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the ready line as a JSON object" };
    private readonly bool _isDemo;

    /// <param name="command">Takes the options.</param>
    /// <param name="isDemo">Whether it is the demo, which has games and an agent without being told.</param>
    public NodeOptionSet(Command command, bool isDemo)
    {
        _isDemo = isDemo;
        _emulators = WholeOption.Create("--emulators", "N", $"Games that this node adds to the fleet: emu-1…; with --seed emu-PORT-1… [default: {(isDemo ? "4" : "as configured")}]", isDemo ? 1 : 0, 10_000);
        AddAll(command, _http, _cluster, _emulators, _slots, _slot, _rom, _core, _battery, _speed, _hold, _wait, _config, _data);
        if (isDemo)
            command.Options.Add(_noAgent);
        else
            AddAll(command, _seed, _roles);
        command.Options.Add(_json);
    }

    private static void AddAll(Command command, params Option[] options)
    {
        foreach (var option in options)
            command.Options.Add(option);
    }

    public NodeArguments Read(ParseResult result) => new()
    {
        HttpPort = result.GetValue(_http),
        ClusterPort = result.GetValue(_cluster),
        Seeds = _isDemo ? [] : result.GetValue(_seed) ?? [],
        Roles = _isDemo ? [] : result.GetValue(_roles)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        Emulators = result.GetValue(_emulators),
        DefaultEmulators = _isDemo ? 4 : 0,
        Slots = result.GetValue(_slots),
        StaticSlots = result.GetValue(_slot) ?? [],
        Rom = result.GetValue(_rom),
        Core = result.GetValue(_core),
        Battery = result.GetValue(_battery),
        Speed = result.GetValue(_speed),
        Hold = result.GetValue(_hold),
        Wait = result.GetValue(_wait),
        ConfigFile = result.GetValue(_config),
        Data = result.GetValue(_data),
        HasAgent = _isDemo && !result.GetValue(_noAgent),
        Json = result.GetValue(_json),
    };
}
