using ActorInput.Contracts.Messages;
using Akka.Cluster.Sharding;

namespace ActorInput.Actors.Hosting;

/// <summary>
/// Routes a message to its emulator: the entity id is the emulator's id. Each emulator is a shard of its own, so that it can be placed and moved
/// alone. If a number of shards is configured, the shard is a hash of the id.
/// </summary>
internal sealed class EmulatorExtractor(int shards) : HashCodeMessageExtractor(Math.Max(1, shards))
{
    public override string? EntityId(object message) => (message as IWithEmulatorId)?.Emulator.Value;

    public override string ShardId(string entityId, object? messageHint = null) => shards == 0 ? entityId : base.ShardId(entityId, messageHint);
}
