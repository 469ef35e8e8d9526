using ActorInput.Host.Gateway;

namespace ActorInput.Host.Nodes;

/// <summary>
/// The progress text while a node starts: how far it is, and, only when it has made no progress for a while, the reason. Before that, the reasons
/// would be those of every normal start.
/// </summary>
internal sealed class StartProgress(TimeProvider time)
{
    /// <summary>How long a start may make no progress before the reason is shown.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private string _progress = "";
    private string _said = "";
    private long _since;

    /// <summary>The text to show now; null when there is nothing new.</summary>
    public string? Next(ReadinessReport report)
    {
        if (!string.Equals(report.Progress, _progress, StringComparison.Ordinal))
            (_progress, _since) = (report.Progress, time.GetTimestamp());
        var text = time.GetElapsedTime(_since) < Patience ? _progress : report.Describe();
        return string.Equals(text, _said, StringComparison.Ordinal) ? null : _said = text;
    }
}
