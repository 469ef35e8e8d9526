using ActorInput.Emulation.Server.Problems;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Limits how long one request may occupy a game.</summary>
internal static class PressLimit
{
    /// <exception cref="ProblemException">The request would run more frames than the options allow.</exception>
    public static void Check(long frames, EmulatorServerOptions options)
    {
        if (frames > options.RequestFrames)
            throw new ProblemException(RequestProblems.TooManyFrames(frames, options.RequestFrames));
    }
}
