using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace ActorInput.Actors.Checkpoints;

/// <summary>
/// Keeps saved games, on this node and copies on others. One for each node, at <c>/user/checkpoints</c>; any of them answers for the cluster.
/// </summary>
/// <remarks>It only hands work to <see cref="CheckpointKeeper"/>, so that no disk and no other node holds it up.</remarks>
internal sealed class CheckpointStore : UntypedActor
{
    /// <summary>The actor's name.</summary>
    public const string Name = "checkpoints";

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CheckpointKeeper _keeper;

    /// <param name="options">Where and how many.</param>
    /// <param name="others">The stores of the other nodes that own emulators, as they are now.</param>
    public CheckpointStore(CheckpointOptions options, Func<IReadOnlyList<CheckpointPeer>> others)
    {
        ICheckpointShelf shelf = options.Directory is null ? new MemoryShelf() : new FileShelf(options.Directory);

        // Games on their way are not kept beyond the process. In a folder that outlives the cluster they would count as newer than games of the next
        // cluster, whose epochs begin again.
        foreach (var left in shelf.Names().Where(CheckpointNames.IsReserved))
            shelf.Delete(left);
        _keeper = new CheckpointKeeper(shelf, options, others, _log);
    }

    /// <summary>The stores on the other present members with the role.</summary>
    public static Func<IReadOnlyList<CheckpointPeer>> MembersOf(ActorSystem system, string role)
    {
        var cluster = Akka.Cluster.Cluster.Get(system);
        return () =>
        [
            .. cluster.State.Members
                .Where(member => member.HasRole(role) && member.Status is MemberStatus.Up or MemberStatus.WeaklyUp && member.UniqueAddress != cluster.SelfUniqueAddress)
                .Where(member => !cluster.State.Unreachable.Contains(member))
                .Select(member => new CheckpointPeer(member.Address.ToString(), system.ActorSelection($"{member.Address}/user/{Name}"))),
        ];
    }

    protected override void OnReceive(object message)
    {
        // Packing, hashing and files must not run on the actor's thread.
        var answer = message switch
        {
            PutCheckpoint put => Task.Run(() => _keeper.PutAsync(put)),
            GetCheckpoint get => Task.Run(() => _keeper.GetAsync(get)),
            ListCheckpoints list => Task.Run(() => _keeper.ListAsync(list)),
            DeleteCheckpoint delete => Task.Run(() => _keeper.DeleteAsync(delete)),
            _ => null,
        };
        if (answer is null)
            Unhandled(message);
        else
            _ = answer.PipeTo(Sender, Self, failure: Failed);
    }

    private RequestFailed Failed(Exception fault)
    {
        _log.Error(fault, "A checkpoint request failed");
        return new RequestFailed(default, ReplyCode.NodeFault, $"The checkpoint store failed: {fault.Message}");
    }
}
