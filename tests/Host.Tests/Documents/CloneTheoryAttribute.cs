namespace ActorInput.Host.Tests.Documents;

/// <summary>A test that needs a <see cref="FreshClone"/>; skipped, with the reason, if the machine cannot make one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CloneTheoryAttribute : TheoryAttribute
{
    public CloneTheoryAttribute() => Skip = FreshClone.Missing();
}
