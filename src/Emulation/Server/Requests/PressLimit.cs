using System.Globalization;
using ActorInput.Emulation.Server.Problems;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Bounds how long one request may keep a game.</summary>
internal static class PressLimit
{
    /// <exception cref="ProblemException">The request would run more frames than the options allow.</exception>
    public static void Check(long frames, EmulatorServerOptions options)
    {
        if (frames > options.MaxRequestFrames)
        {
            throw new ProblemException(RequestProblems.Invalid(
                "inputs",
                string.Create(CultureInfo.InvariantCulture, $"{frames} frames long with holds and waits"),
                $"allowed are {options.MaxRequestFrames} frames in one request"));
        }
    }
}
