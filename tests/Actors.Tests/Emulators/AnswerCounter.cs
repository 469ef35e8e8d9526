using System.Collections.Concurrent;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>Records all answers to each asker.</summary>
internal sealed class AnswerCounter
{
    private readonly ConcurrentDictionary<IActorRef, Answers> _answers = new();

    public void Add(IActorRef asker, object answer)
    {
        var answers = Of(asker);
        answers.All.Enqueue(answer);
        answers.First.TrySetResult();
    }

    /// <summary>The asker's only answer. Throws if there are several, or if none comes within the bound.</summary>
    public async Task<object> OnlyAsync(IActorRef asker, TimeSpan bound)
    {
        var answers = Of(asker);
        try
        {
            await answers.First.Task.WaitAsync(bound);
        }
        catch (TimeoutException late)
        {
            throw new InvalidOperationException($"{asker.Path.Name} got no answer within {bound.TotalSeconds} s.", late);
        }

        // When the asker answers this question, it has counted all messages that were sent to it before.
        await asker.Ask<object>(Asker.AreYouThere.Instance, bound);
        return answers.All.Count == 1
            ? answers.All.First()
            : throw new InvalidOperationException($"{asker.Path.Name} got {answers.All.Count} answers: {string.Join("; ", answers.All)}");
    }

    private Answers Of(IActorRef asker) => _answers.GetOrAdd(asker, static _ => new());

    private sealed class Answers
    {
        public ConcurrentQueue<object> All { get; } = new();

        public TaskCompletionSource First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
