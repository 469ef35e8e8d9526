using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Checks;
using ActorInput.Emulation.Games;
using Microsoft.Extensions.Logging;

namespace ActorInput.Emulation.Server;

/// <summary>
/// Checks after a server's start whether the cartridge's states can be trusted. It uses games of its own, and a thread that runs only when nothing
/// else needs the processor. This short check is no proof: the command <c>check</c> tries more ways for longer.
/// </summary>
internal sealed partial class StartCheck : IDisposable
{
    // By then a usual cartridge shows a picture and makes a sound.
    private const int FirstWait = 120;
    private const int Seed = 1;

    // One way at a time, so that at most two additional games are in memory.
    private static readonly CheckWay[] Ways = [CheckWay.RestoredIntoUsed, CheckWay.RestoredTwice, CheckWay.StartedFresh, CheckWay.Unasked];

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<StartCheckStatus> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IGameFactory _factory;
    private readonly int _frames;
    private readonly ILogger? _log;
    private StartCheckStatus _status = new(StartCheckState.Off);

    /// <param name="factory">Makes the games; it must outlive this.</param>
    /// <param name="frames">Frames in each way; 0 for no check.</param>
    /// <param name="log">Where a failure is told; null for nowhere.</param>
    public StartCheck(IGameFactory factory, int frames, ILogger? log)
    {
        _factory = factory;
        _frames = frames;
        _log = log;
    }

    /// <summary>The state of the check.</summary>
    public StartCheckStatus Status => Volatile.Read(ref _status);

    /// <summary>Completes with the status when the check has ended, in whatever way.</summary>
    public Task<StartCheckStatus> Ended => _ended.Task;

    /// <summary>Starts it.</summary>
    public void Start()
    {
        // Without savestates there is nothing to trust.
        if (_frames == 0 || !_factory.HasSavestates)
        {
            _ended.TrySetResult(Status);
            return;
        }

        Volatile.Write(ref _status, new StartCheckStatus(StartCheckState.Running));
        new Thread(Work) { IsBackground = true, Name = "state check" }.Start();
    }

    /// <summary>Makes the check end before its next step.</summary>
    public void Dispose() => _stop.Cancel();

    private void Work()
    {
        LowPriority.ForThisThread();
        try
        {
            var status = Check();
            if (_stop.IsCancellationRequested)
                return;
            Volatile.Write(ref _status, status);
            if (status.State == StartCheckState.Failed && _log is not null)
                LogFailed(_log, status.Detail!);
        }
        catch (Exception failure)
        {
            Volatile.Write(ref _status, new StartCheckStatus(StartCheckState.Failed, 0, $"The check broke off: {failure.Message}"));
        }
        finally
        {
            _ended.TrySetResult(Status);
        }
    }

    private StartCheckStatus Check()
    {
        var steps = CheckScript.Presses(Seed).Prepend(CheckStep.Press(Button.None, 0, FirstWait)).ToFrames(_frames);
        long frames = 0;
        foreach (var way in Ways)
        {
            // These ways never wait, so the returned task has already completed.
            var report = StateCheck.RunAsync(_factory, steps, [way], Seed, _stop.Token).GetAwaiter().GetResult();
            frames += report.Frames;
            if (report.Differences is [var difference, ..])
            {
                return new StartCheckStatus(
                    StartCheckState.Failed, frames, $"{CheckWayWords.NameOf(difference.Part)} differs at frame {difference.Frame} when {CheckWayWords.Describe(way)}: {difference.Field}");
            }
        }

        return new StartCheckStatus(StartCheckState.Passed, frames);
    }

    [LoggerMessage(LogLevel.Warning, "The states of this cartridge cannot be trusted: {Detail}. 'actorinput check' tells more.")]
    private static partial void LogFailed(ILogger log, string detail);
}
