using System.Collections.Concurrent;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>What each asker was answered, all of it.</summary>
internal sealed class AnswerCounter
{
    private readonly ConcurrentDictionary<IActorRef, Answers> _answers = new();

    public void Add(IActorRef asker, object answer)
    {
        var answers = Of(asker);
        answers.All.Enqueue(answer);
        answers.First.TrySetResult();
    }

    /// <summary>The asker's only answer. Throws when there are more, or none comes within the bound.</summary>
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

        // Whatever was told to the asker before this question is counted when it answers it.
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
