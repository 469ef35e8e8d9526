using System.Runtime.CompilerServices;
using Akka.Actor;

namespace ActorInput.Actors.Tests;

/// <summary>Waits for events with a bound, and says what was missing when it has passed.</summary>
internal static class Awaiting
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    /// <summary>The task's result, if it comes within the bound.</summary>
    /// <param name="task">What is awaited.</param>
    /// <param name="bound">For how long.</param>
    /// <param name="what">What is missing when it does not come; the expression of the task unless something says it better.</param>
    /// <param name="instead">What there is instead, for the message.</param>
    public static async Task<T> Within<T>(
        this Task<T> task, TimeSpan bound, [CallerArgumentExpression(nameof(task))] string what = "", Func<string>? instead = null)
    {
        await ((Task)task).Within(bound, what, instead);
        return await task;
    }

    /// <inheritdoc cref="Within{T}"/>
    public static async Task Within(
        this Task task, TimeSpan bound, [CallerArgumentExpression(nameof(task))] string what = "", Func<string>? instead = null)
    {
        try
        {
            await task.WaitAsync(bound);
        }
        catch (TimeoutException late) when (!task.IsCompleted)
        {
            throw new TimeoutException(Missing(bound, what, instead), late);
        }
    }

    /// <summary>Checks a condition again and again until it is true, for state that sends no event.</summary>
    /// <param name="isSo">What is looked at.</param>
    /// <param name="bound">For how long.</param>
    /// <param name="what">What is missing when it does not become so.</param>
    /// <param name="instead">What there is instead, for the message.</param>
    public static async Task UntilAsync(Func<Task<bool>> isSo, TimeSpan bound, string what, Func<string>? instead = null)
    {
        using var end = new CancellationTokenSource(bound);
        using var look = new PeriodicTimer(LookEvery);
        while (!await isSo())
        {
            if (end.IsCancellationRequested)
                throw new TimeoutException(Missing(bound, what, instead));
            await look.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, TimeSpan, string, Func{string}?)"/>
    public static Task UntilAsync(Func<bool> isSo, TimeSpan bound, string what, Func<string>? instead = null) =>
        UntilAsync(() => Task.FromResult(isSo()), bound, what, instead);

    /// <summary>Asks again and again until there is an answer, because a question or its answer may be lost.</summary>
    /// <param name="ask">Asks, with a bound of its own that is much shorter.</param>
    /// <param name="bound">For how long.</param>
    /// <param name="what">What is missing when it does not come.</param>
    public static async Task<T> AnswerAsync<T>(Func<Task<T>> ask, TimeSpan bound, string what)
        where T : class
    {
        T? answer = null;
        await UntilAsync(
            async () =>
            {
                try
                {
                    answer = await ask();
                    return true;
                }
                catch (AskTimeoutException)
                {
                    return false;
                }
            },
            bound,
            what);
        return answer!;
    }

    private static string Missing(TimeSpan bound, string what, Func<string>? instead) =>
        $"Not within {bound.TotalSeconds:0.#} s: {what}. {instead?.Invoke()}".TrimEnd();
}
