namespace ActorInput.Faults.Games;

/// <summary>A request for presses that a game accepted, and its result.</summary>
internal sealed class PressTicket(PressRequest request, long number, int process)
{
    private TaskCompletionSource? _done;

    public PressRequest Request { get; } = request;

    /// <summary>Number in order of arrival.</summary>
    public long Number { get; } = number;

    /// <summary>Which process of the server accepted it; the request dies with that process.</summary>
    public int Process { get; } = process;

    public PressVerdict Verdict { get; private set; }

    /// <summary>Steps applied of all inputs together.</summary>
    public int Applied { get; private set; }

    /// <summary>The game's frame before the first step.</summary>
    public long FrameBefore { get; private set; }

    /// <summary>The game's frame after the last step.</summary>
    public long FrameAfter { get; private set; }

    /// <summary>The pokemon-gym's count of steps after it.</summary>
    public int StepsTaken { get; set; }

    /// <summary>Steps applied of one input, given those of all before it.</summary>
    public int AppliedOf(int input, int before) => Math.Clamp(Applied - before, 0, Request.Of[input]);

    public void Press(int applied, long frameBefore, long frameAfter)
    {
        Applied = applied;
        FrameBefore = frameBefore;
        FrameAfter = frameAfter;
    }

    /// <summary>Ends the request. Called once, under the game's lock.</summary>
    public void End(PressVerdict verdict)
    {
        Verdict = verdict;
        _done?.TrySetResult();
    }

    /// <summary>Completes when the request has ended. Called under the game's lock.</summary>
    public Task WhenDone()
    {
        if (Verdict != PressVerdict.Waiting)
            return Task.CompletedTask;
        return (_done ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }
}
