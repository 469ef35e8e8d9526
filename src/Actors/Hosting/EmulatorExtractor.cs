using ActorInput.Contracts.Messages;
using Akka.Cluster.Sharding;

namespace ActorInput.Actors.Hosting;

/// <summary>Routes a message to its emulator: the id is the entity, its hash the shard.</summary>
internal sealed class EmulatorExtractor(int shards) : HashCodeMessageExtractor(shards)
{
    public override string? EntityId(object message) => (message as IWithEmulatorId)?.Emulator.Value;
}
