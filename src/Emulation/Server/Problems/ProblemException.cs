namespace ActorInput.Emulation.Server.Problems;

/// <summary>Ends a request with a problem. Thrown only while nothing has been changed.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem { get; } = problem;
}
