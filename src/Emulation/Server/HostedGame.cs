using ActorInput.Contracts.Emulators;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Gym;
using ActorInput.Emulation.Pictures;
using ActorInput.Emulation.Server.Requests;
using ActorInput.Emulation.Server.Writes;
using Microsoft.Extensions.Logging;

namespace ActorInput.Emulation.Server;

/// <summary>One game of a server with everything its routes need.</summary>
internal sealed class HostedGame
{
    /// <summary>An owner reads all of them in one answer. Escapes make it at most twice as long.</summary>
    private const int MostRecentBytes = 1024 * 1024;

    private int _waitingRequests;

    /// <param name="runner">Runs the game.</param>
    /// <param name="stateSize">Bytes of a savestate.</param>
    /// <param name="cartridge">What is in it.</param>
    /// <param name="identity">The cartridge and core that its states belong to.</param>
    /// <param name="options">The server's settings.</param>
    /// <param name="pictures">Makes PNGs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stateFolder">Where pokemon-gym's routes keep state files of this game; made when first needed.</param>
    /// <param name="reader">Reads what pokemon-gym tells of the cartridge; null when nobody knows it.</param>
    /// <param name="log">Takes what goes wrong behind answers of pokemon-gym's routes; null for nobody.</param>
    /// <param name="check">Tells how far the check of the cartridge's states is; null where there is none.</param>
    public HostedGame(
        IGameRunner runner,
        int stateSize,
        CartridgeInfo cartridge,
        GameIdentity identity,
        EmulatorServerOptions options,
        IPictureEncoder pictures,
        TimeProvider time,
        string stateFolder,
        IGymGameReader? reader,
        ILogger<GymSession>? log = null,
        Func<StartCheckStatus>? check = null)
    {
        Check = check ?? (static () => new StartCheckStatus(StartCheckState.Off));
        Runner = runner;
        StateSize = stateSize;
        Cartridge = cartridge;
        Identity = identity;
        Options = options;
        Requests = GameRequests.Of(options);
        Pictures = pictures;
        Time = time;
        Gate = new WriteGate(options.RememberedAnswers, options.RememberedBytes);
        Writes = new TaggedWrites(Gate, Life);
        RecentInputs = new RecentInputs(options.RememberedAnswers, Math.Min(options.RememberedBytes, MostRecentBytes));
        var gym = new GymSessionOptions
        {
            SessionMinutes = options.SessionMinutes,
            Timing = options.Timing,
            StartFrames = options.StartFrames,
            Limits = options.Limits,
            MaxActionFrames = options.RequestFrames,
        };
        Gym = new GymSession(runner, stateFolder, pictures, time, gym, reader, log);
    }

    /// <summary>The id of this life of the game. It is new after every start, so that nobody takes a fresh game for an earlier one.</summary>
    public string Life { get; } = Guid.NewGuid().ToString("N");

    public IGameRunner Runner { get; }

    /// <summary>Reads the bodies of requests.</summary>
    public GameRequests Requests { get; }

    /// <summary>The state of the check of the cartridge's states.</summary>
    public Func<StartCheckStatus> Check { get; }

    /// <summary>Length of a savestate in bytes; 0 if the core has none.</summary>
    public int StateSize { get; }

    /// <summary>Whether the game can be saved and loaded.</summary>
    public bool HasSavestates => StateSize > 0;

    /// <summary>How many bytes the cartridge's battery keeps; 0 without a battery.</summary>
    public int BatterySize { get; init; }

    public CartridgeInfo Cartridge { get; }

    /// <summary>The cartridge and core that its states belong to.</summary>
    public GameIdentity Identity { get; }

    public EmulatorServerOptions Options { get; }

    public IPictureEncoder Pictures { get; }

    public TimeProvider Time { get; }

    public WriteGate Gate { get; }

    public TaggedWrites Writes { get; }

    public RecentInputs RecentInputs { get; }

    public ClaimMemory Claims { get; } = new();

    public GymSession Gym { get; }

    /// <summary>Counts a request that begins. Returns false, and does not count it, if too many wait already.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _waitingRequests) <= Options.MaxWaitingRequests)
            return true;
        Leave();
        return false;
    }

    /// <summary>Counts a request that has ended.</summary>
    public void Leave() => Interlocked.Decrement(ref _waitingRequests);
}
