using ActorInput.Actors.Common;

namespace ActorInput.Actors.Hosting;

/// <summary>Key of sharding's region in the actor registry. It places owners; messages go through <see cref="EmulatorRouter"/>.</summary>
internal sealed class ShardedEmulators
{
    private ShardedEmulators()
    {
    }
}
