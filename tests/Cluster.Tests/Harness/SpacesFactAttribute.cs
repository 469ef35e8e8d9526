namespace ActorInput.Cluster.Tests.Harness;

/// <summary>A test that needs network namespaces; skipped, with the reason, if the machine has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpacesFactAttribute : FactAttribute
{
    public SpacesFactAttribute() => Skip = NetworkSpaces.Missing();
}
