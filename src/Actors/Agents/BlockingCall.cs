namespace ActorInput.Actors.Agents;

/// <summary>How the synchronous twins wait: for callers that have no async, never for an actor.</summary>
internal static class BlockingCall
{
    /// <summary>
    /// Waits for the call. Where the caller's context or scheduler would be needed to go on, which is the thread that waits, it runs apart from
    /// them: a user interface's thread may wait too.
    /// </summary>
    public static T Wait<T>(Func<Task<T>> call)
    {
        var isFree = SynchronizationContext.Current is null && TaskScheduler.Current == TaskScheduler.Default;
        return (isFree ? call() : Task.Run(call)).GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Wait{T}"/>
    public static void Wait(Func<Task> call) => Wait(async () =>
    {
        await call();
        return true;
    });
}
