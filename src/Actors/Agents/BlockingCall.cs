namespace ActorInput.Actors.Agents;

/// <summary>How the synchronous methods wait. They are for callers without async, never for actors.</summary>
internal static class BlockingCall
{
    /// <summary>
    /// Waits for the call. If the caller has a synchronization context or scheduler, the call runs outside of it, because its thread is the one that
    /// waits: so a user interface's thread may wait too.
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
