using System.Globalization;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Pictures;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorInput.Emulation.Gym;

/// <summary>
/// The state that a pokemon-gym keeps between requests, for one game. Thread-safe: requests are handled one at a time, in order. <c>/status</c> too
/// waits for the actions before it, so that its answer includes them; it is therefore no liveness probe.
/// </summary>
/// <remarks>
/// Intended differences from pokemon-gym: A name that leads out of the folder of the state files is refused with 400, and nothing is changed. A state
/// file that the game refuses is answered with pokemon-gym's 500 and leaves game and session as they were. A final state that cannot be written keeps
/// the session running, where pokemon-gym loses it. One action has at most as many keys or frames as <see cref="GymSessionOptions"/> says.
/// <c>steps_taken</c> counts what was pressed, also in the rare case that the answer could not be made afterwards. Scores are not carried over by
/// <c>session_id</c>, no table of the actions and no pictures are written, and another origin's scripts are not let in (CORS).
/// </remarks>
public sealed class GymSession
{
    private const int PictureScale = 2;
    private const string NoEnvironment = "Environment not initialized. Call /initialize first.";

    private readonly IGameRunner _runner;
    private readonly GymStateFolder _folder;
    private readonly GymGameEye _eye;
    private readonly GymSessionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly GymTurnQueue _turns;

    // Used within a turn only. Start is null if the session was never initialised or has timed out. Start without play means stopped.
    private long? _startedAt;
    private GymPlay? _play;

    /// <summary>A session that was never initialised. The game is not touched before <c>/initialize</c>.</summary>
    /// <param name="runner">Runs the game; stays the caller's to dispose.</param>
    /// <param name="stateFolder">Where state files live; made when first needed. Clients know it as <c>gameplay_sessions</c>.</param>
    /// <param name="pictures">Encodes the pictures, as PNG.</param>
    /// <param name="time">The clock, for durations and names.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="reader">Reads the game's memory; null when nobody knows this cartridge.</param>
    /// <param name="logger">Takes what goes wrong behind an answer that is right; null for nobody.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all that is wrong.</exception>
    public GymSession(
        IGameRunner runner,
        string stateFolder,
        IPictureEncoder pictures,
        TimeProvider time,
        GymSessionOptions? options = null,
        IGymGameReader? reader = null,
        ILogger<GymSession>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(time);
        _options = options ?? new GymSessionOptions();
        var problems = _options.Validate();
        if (problems.Count > 0)
            throw new ArgumentException(string.Join(' ', problems), nameof(options));
        _runner = runner;
        _folder = new GymStateFolder(stateFolder);
        _eye = new GymGameEye(pictures, reader, PictureScale);
        _time = time;
        _logger = logger ?? NullLogger<GymSession>.Instance;
        _turns = new GymTurnQueue(_options.MaxRequests);
    }

    internal Task<GymAnswer> InitializeAsync(GymInitializeRequest request) => TakeTurnAsync(() => InitializeInTurnAsync(request));

    internal Task<GymAnswer> ActAsync(GymActionRequest request) => TakeTurnAsync(() => ActInTurnAsync(request));

    internal Task<GymAnswer> SaveStateAsync(GymSaveStateRequest request) => TakeTurnAsync(() => SaveStateInTurnAsync(request));

    internal Task<GymAnswer> StopAsync() => TakeTurnAsync(StopInTurnAsync);

    internal Task<GymAnswer> GetStatusAsync() => TakeTurnAsync(() => Task.FromResult(
        _play is null ? GymAnswers.NotInitialized : GymAnswers.Running(_play, _folder.Shown(_play.Directory), Remaining)));

    internal Task<GymAnswer> EvaluateAsync() => TakeTurnAsync(() => Task.FromResult(
        _play is null
            ? GymAnswers.Error(400, "Evaluator not initialized. Call /initialize first.")
            : GymAnswers.Evaluation(_play.Progress)));

    private TimeSpan Remaining => TimeSpan.FromMinutes(_options.SessionMinutes) - _time.GetElapsedTime(_startedAt ?? 0);

    private async Task<GymAnswer> TakeTurnAsync(Func<Task<GymAnswer>> turn) =>
        await _turns.RunAsync(async () =>
        {
            await ExpireAsync();
            return await turn();
        }) ?? GymAnswers.Error(503, $"Too many requests: {_options.MaxRequests} are waiting already. Nothing was done.");

    /// <summary>Ends a session whose time is over. Nothing happens in a game between requests, so checking at each request is early enough.</summary>
    private async Task ExpireAsync()
    {
        if (_startedAt is null || Remaining > TimeSpan.Zero)
            return;
        var play = _play;
        _startedAt = null;
        _play = null;
        if (play is null)
            return;

        try
        {
            var state = await SaveIfPossibleAsync();
            await WriteAsync(play, "timeout_state.state", state);
            await WriteAsync(play, GymStateFolder.AutosaveName, state);
        }
        catch (Exception e)
        {
            _logger.LogError(e, "The session in {Directory} timed out and its state could not be saved", play.Directory);
        }
    }

    private async Task<GymAnswer> InitializeInTurnAsync(GymInitializeRequest request)
    {
        string? session = null;
        string? file = null;
        string? refusal = null;
        var resolved = (string.IsNullOrEmpty(request.SessionId) || _folder.TryResolveSession(request.SessionId, out session, out refusal))
            && (string.IsNullOrEmpty(request.LoadStateFile) || _folder.TryResolveLoad(request.LoadStateFile, out file, out refusal));
        if (!resolved)
            return GymAnswers.Error(400, refusal!);

        try
        {
            if (file is null && session is not null)
                file = _folder.StateToContinue(session, request.LoadAutosave);
            var state = file is null ? null : await LoadAsync(file);

            var begun = _time.GetTimestamp();
            var seen = await _runner.RunAsync(game => Begin(game, state, file), CancellationToken.None);
            var play = new GymPlay(session ?? _folder.NewSession(_time.GetUtcNow()), isNamed: session is not null, begun);
            _startedAt = begun;
            _play = play;

            // As in pokemon-gym, a fresh game is left running, without any score.
            if (file is not null && state is null)
                return InitializeFailed($"400: State file not found: {request.LoadStateFile}");
            play.Progress.Add(seen.Fields.Milestones);
            return GymAnswers.State(seen.Fields, seen.Picture, stepNumber: 0, executionTime: 0, play.Progress.Score);
        }
        catch (Exception e)
        {
            return InitializeFailed(e.Message);
        }
    }

    private static GymAnswer InitializeFailed(string why) => GymAnswers.Error(500, $"Failed to initialize environment: {why}");

    private Task<byte[]?> LoadAsync(string file) => GymStateFile.ReadAsync(file, _folder.Shown(file));

    private GymObservation Begin(IGame game, byte[]? state, string? file)
    {
        if (state is null)
        {
            game.StartFresh();
            game.RunStartFrames(_options.StartFrames);
            return _eye.Look(game, withState: false);
        }

        try
        {
            game.LoadState(state);
        }
        catch (ArgumentException e)
        {
            // The message says whether the state is of another cartridge or core, damaged, or no state at all.
            throw new InvalidDataException($"400: State file {_folder.Shown(file!)} is refused: {StateRefusal.Describe(e)}", e);
        }

        return _eye.Look(game, withState: false);
    }

    private async Task<GymAnswer> ActInTurnAsync(GymActionRequest request)
    {
        if (_startedAt is null)
            return GymAnswers.TimedOut;
        if (_play is not { } play)
            return GymAnswers.Error(400, NoEnvironment);
        if (!request.TryGetInput(_options.Limits, out var input, out var error))
            return ActionFailed(error);
        if (_options.Timing.FramesOf(input) is var frames && frames > _options.MaxActionFrames)
            return ActionFailed(string.Create(CultureInfo.InvariantCulture, $"400: Too many frames: {frames}. At most {_options.MaxActionFrames} are allowed in one action."));

        var executionTime = _time.GetElapsedTime(play.LastAnswer).TotalSeconds;
        GymObservation seen;
        try
        {
            // As in pokemon-gym, an action is not cancelled when its caller hangs up: it is done and counted.
            seen = await _runner.PressAsync([input], _options.Timing, game => Observe(game, play), CancellationToken.None);
        }
        catch (Exception e)
        {
            return ActionFailed(e.Message);
        }

        play.Progress.Add(seen.Fields.Milestones);
        play.LastAnswer = _time.GetTimestamp();
        if (seen.State is not null)
            await AutosaveAsync(play, seen.State);
        return GymAnswers.State(seen.Fields, seen.Picture, play.StepsTaken, executionTime, play.Progress.Score);
    }

    private static GymAnswer ActionFailed(string why) => GymAnswers.Error(500, $"Failed to take action: {why}");

    private GymObservation Observe(IGame game, GymPlay play)
    {
        // Count first: from now on the game has seen the presses, even if no answer can be made. The turn waits for this job.
        play.StepsTaken++;
        return _eye.Look(game, withState: _options.AutosaveSteps > 0 && play.StepsTaken % _options.AutosaveSteps == 0);
    }

    private async Task AutosaveAsync(GymPlay play, byte[] state)
    {
        try
        {
            await WriteAsync(play, GymStateFolder.AutosaveName, state);
        }
        catch (IOException e)
        {
            _logger.LogError(e, "The autosave of step {Step} in {Directory} could not be written", play.StepsTaken, play.Directory);
        }
    }

    private async Task<GymAnswer> SaveStateInTurnAsync(GymSaveStateRequest request)
    {
        if (_play is not { } play)
            return GymAnswers.Error(400, NoEnvironment);
        var name = GymStateFolder.FileName(request.FileName, _time.GetUtcNow());
        if (!_folder.TryResolveSave(play.Directory, name, out _, out var refusal))
            return GymAnswers.Error(400, refusal);

        try
        {
            return GymAnswers.Saved(await WriteFileAsync(play, name, await SaveAsync()));
        }
        catch (Exception e)
        {
            return GymAnswers.Error(500, $"Failed to save state: {e.Message}");
        }
    }

    private async Task<GymAnswer> StopInTurnAsync()
    {
        if (_play is not { } play)
            return GymAnswers.NotInitialized;
        try
        {
            var state = await SaveIfPossibleAsync();
            await WriteAsync(play, GymStateFolder.FinalName, state);
            await WriteAsync(play, GymStateFolder.AutosaveName, state);
        }
        catch (Exception e)
        {
            return GymAnswers.Error(500, $"Failed to stop environment: {e.Message}");
        }

        _play = null;
        return GymAnswers.Stopped(play, _folder.Shown(play.Directory));
    }

    private Task<byte[]> SaveAsync() => _runner.RunAsync(GymGameEye.Save, CancellationToken.None);

    /// <summary>The final state of a session; null if the core has no savestates.</summary>
    private Task<byte[]?> SaveIfPossibleAsync() =>
        _runner.RunAsync(static game => game.StateSize > 0 ? GymGameEye.Save(game) : null, CancellationToken.None);

    private Task WriteAsync(GymPlay play, string name, byte[]? state) => state is null ? Task.CompletedTask : WriteFileAsync(play, name, state);

    /// <summary>Writes a state file whose name was checked, and returns its path as clients know it.</summary>
    private async Task<string> WriteFileAsync(GymPlay play, string name, byte[] state)
    {
        _folder.Make(play, _time.GetUtcNow());
        var path = Path.GetFullPath(Path.Combine(play.Directory, name));
        var shown = _folder.Shown(path);
        try
        {
            await GymStateFile.WriteAsync(path, shown, state);
            return shown;
        }
        catch
        {
            GymStateFolder.RemoveIfEmpty(play.Directory);
            throw;
        }
    }
}
