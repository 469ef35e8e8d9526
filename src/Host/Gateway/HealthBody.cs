namespace ActorInput.Host.Gateway;

/// <summary>How the node is doing.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
internal sealed record HealthBody(string Status);
