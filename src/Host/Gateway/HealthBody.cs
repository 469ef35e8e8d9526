namespace ActorInput.Host.Gateway;

/// <summary>The health of the node.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
internal sealed record HealthBody(string Status);
