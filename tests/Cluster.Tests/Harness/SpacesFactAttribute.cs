namespace ActorInput.Cluster.Tests.Harness;

/// <summary>A test that needs network namespaces; skipped, with the reason, where the machine has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpacesFactAttribute : FactAttribute
{
    public SpacesFactAttribute() => Skip = NetworkSpaces.Missing();
}
