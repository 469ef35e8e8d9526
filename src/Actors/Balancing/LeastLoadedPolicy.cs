namespace ActorInput.Actors.Balancing;

internal sealed class LeastLoadedPolicy
{
    public const string PolicyName = "LeastLoaded";
}
