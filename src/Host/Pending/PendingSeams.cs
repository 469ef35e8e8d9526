#if !HAS_ACTORS
// Stands in for the actors' hosting extension, which another branch brings; it leaves the build when the real file is there (Host.csproj).
#pragma warning disable MA0048, IDE0060
namespace ActorInput.Actors.Hosting;

internal static class ActorInputHosting
{
    public static IServiceCollection AddActorInput(this IServiceCollection services, ActorInputOptions options) =>
        throw new NotSupportedException("The actors are not in this build.");
}
#endif
