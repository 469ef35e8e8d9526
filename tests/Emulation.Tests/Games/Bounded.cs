namespace ActorInput.Emulation.Tests.Games;

/// <summary>Waits for events with a bound whose message says what was missing.</summary>
internal static class Bounded
{
    public static TimeSpan Limit => TimeSpan.FromSeconds(20);

    public static async Task WaitAsync(Task task, string missing)
    {
        if (await Task.WhenAny(task, Task.Delay(Limit)) != task)
            throw new TimeoutException($"After {Limit.TotalSeconds} s {missing}.");
        await task;
    }

    public static async Task<T> WaitAsync<T>(Task<T> task, string missing)
    {
        await WaitAsync((Task)task, missing);
        return await task;
    }
}
