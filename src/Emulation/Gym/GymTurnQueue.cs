namespace ActorInput.Emulation.Gym;

/// <summary>
/// One request at a time, strictly in the order of arrival. A client that lost an answer asks <c>/status</c> whether its action was applied: that
/// answer is right only if it comes after all earlier actions, including those whose callers hung up.
/// </summary>
internal sealed class GymTurnQueue(int mostRequests)
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private int _requests;

    /// <summary>Runs the turn after all earlier ones. Returns null, and does nothing, if too many are waiting.</summary>
    public async Task<GymAnswer?> RunAsync(Func<Task<GymAnswer>> turn)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_gate)
        {
            if (_requests >= mostRequests)
                return null;
            _requests++;
            before = _last;
            _last = done.Task;
        }

        await before; // Cannot fault: it is completed by SetResult alone.
        try
        {
            return await turn();
        }
        finally
        {
            lock (_gate)
                _requests--;
            done.SetResult();
        }
    }
}
