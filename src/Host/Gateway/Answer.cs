using System.Diagnostics.CodeAnalysis;

namespace ActorInput.Host.Gateway;

/// <summary>Either a value or the problem why there is none.</summary>
internal readonly struct Answer<T>
    where T : class
{
    public Answer(T value) => Value = value;

    public Answer(ProblemResult problem) => Problem = problem;

    public T? Value { get; }

    public ProblemResult? Problem { get; }

    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ProblemResult? problem)
    {
        value = Value;
        problem = Problem;
        return value is not null;
    }
}
