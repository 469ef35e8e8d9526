using System.Security.Cryptography;
using System.Text;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Checkpoints;

/// <summary>
/// Stores checkpoints on this node and on others, and finds them there. Failures are returned as values. Safe to call from any thread.
/// </summary>
/// <remarks>
/// Each node ranks the other nodes by a hash of the checkpoint's name and the node, so all nodes agree. A copy goes to the first node that takes it.
/// So the first in rank has every checkpoint of that name which was stored anywhere while it could be reached. Nodes that have an older one are told
/// to delete it.
/// </remarks>
internal sealed class CheckpointKeeper(
    ICheckpointShelf shelf, CheckpointOptions options, Func<IReadOnlyList<CheckpointPeer>> others, ILoggingAdapter log)
{
    /// <summary>How long another node's store has for an answer.</summary>
    public static readonly TimeSpan PeerTimeout = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _writing = new(1);

    public async Task<object> PutAsync(PutCheckpoint message)
    {
        var checkpoint = message.Checkpoint;
        var name = checkpoint.Info.Name;
        if (CheckpointNames.Problem(name) is { } wrong)
            return Failed(ReplyCode.InvalidRequest, wrong);
        if (!checkpoint.TryUnpack(out _, out var damage))
            return Failed(ReplyCode.InvalidRequest, damage);
        if (await WriteAsync(checkpoint) is { } failure)
            return failure;
        if (message.ThisNodeOnly)
            return new CheckpointStored(name, 1);
        var ranked = Ranked(name);
        var holders = await CopyAsync(checkpoint, ranked);
        if (holders.Count == 0 && ranked.Count > 0 && options.Copies > 1)
            return Failed(ReplyCode.NodeUnreachable, $"Checkpoint '{name}' is on this node only: none of {ranked.Count} other nodes took it.");
        if (!CheckpointNames.IsReserved(name))
        {
            foreach (var peer in ranked.Where(peer => !holders.Contains(peer)))
                peer.Store.Tell(new DeleteCheckpoint(name) { ThisNodeOnly = true, Unless = checkpoint.Info.StateHash }, ActorRefs.NoSender);
        }

        return new CheckpointStored(name, 1 + holders.Count);
    }

    public async Task<object> GetAsync(GetCheckpoint message)
    {
        if (CheckpointNames.Problem(message.Name) is { } wrong)
            return Failed(ReplyCode.InvalidRequest, wrong);
        var (here, damage) = await ReadAsync(message.Name);
        if (message.ThisNodeOnly || (here is not null && !CheckpointNames.IsReserved(message.Name)))
            return (object?)here ?? Unknown(message.Name, damage);
        var found = await AskAsync(Ranked(message.Name), new GetCheckpoint(message.Name) { ThisNodeOnly = true });
        var best = here;
        foreach (var other in found.OfType<Checkpoint>())
        {
            if ((best is null || IsLater(other.Info, best.Info)) && other.TryUnpack(out _, out damage!))
                best = other;
        }

        if (best is not null && !ReferenceEquals(best, here))
            await WriteAsync(best); // The next request finds it here. If there is no room for it, this answer is still good.
        return (object?)best ?? Unknown(message.Name, damage);
    }

    public async Task<object> DeleteAsync(DeleteCheckpoint message)
    {
        if (CheckpointNames.Problem(message.Name) is { } wrong)
            return Failed(ReplyCode.InvalidRequest, wrong);
        var copies = 0;
        await _writing.WaitAsync();
        try
        {
            var keep = message.Unless is not null && (await ReadAsync(message.Name)).Found?.Info.StateHash == message.Unless;
            copies += !keep && shelf.Delete(message.Name) ? 1 : 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Failed(ReplyCode.NodeFault, $"Checkpoint '{message.Name}' could not be removed: {fault.Message}");
        }
        finally
        {
            _writing.Release();
        }

        if (!message.ThisNodeOnly)
            copies += (await AskAsync(Ranked(message.Name), message with { ThisNodeOnly = true })).OfType<CheckpointStored>().Sum(reply => reply.Copies);
        return copies > 0 ? new CheckpointStored(message.Name, copies) : Unknown(message.Name, null);
    }

    public async Task<object> ListAsync(ListCheckpoints message)
    {
        var all = new SortedDictionary<string, CheckpointInfo>(StringComparer.Ordinal);
        foreach (var name in shelf.Names().Where(name => !CheckpointNames.IsReserved(name)))
        {
            if ((await ReadAsync(name)).Found is { } found)
                all[name] = found.Info;
        }

        if (!message.ThisNodeOnly)
        {
            foreach (var other in (await AskAsync(others(), message with { ThisNodeOnly = true })).OfType<CheckpointList>().SelectMany(list => list.Checkpoints))
            {
                if (!all.TryGetValue(other.Name, out var known) || IsLater(other, known))
                    all[other.Name] = other;
            }
        }

        return new CheckpointList([.. all.Values]);
    }

    private async Task<RequestFailed?> WriteAsync(Checkpoint checkpoint)
    {
        var name = checkpoint.Info.Name;
        await _writing.WaitAsync();
        try
        {
            if (CheckpointNames.IsReserved(name))
            {
                // A slow hand-over must not overwrite a later one.
                if ((await ReadAsync(name)).Found is { } known && IsLater(known.Info, checkpoint.Info))
                    return null;
            }
            else if (shelf.Names() is var names && !names.Contains(name, StringComparer.Ordinal) && names.Count(taken => !CheckpointNames.IsReserved(taken)) >= options.MaxCount)
            {
                return Failed(ReplyCode.NoCapacity, $"This node keeps {options.MaxCount} checkpoints, as many as it may; delete one, or raise Checkpoints:MaxCount.");
            }

            await shelf.WriteAsync(checkpoint);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.Error(fault, "Checkpoint {Name} could not be written", name);
            return Failed(ReplyCode.NodeFault, $"Checkpoint '{name}' could not be written: {fault.Message}");
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<(Checkpoint? Found, string? Damage)> ReadAsync(string name)
    {
        try
        {
            var found = await shelf.ReadAsync(name);
            if (found is null || found.TryUnpack(out _, out var damage))
                return (found, null);
            throw new InvalidDataException(damage);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            log.Warning("{Problem}", fault.Message);
            return (null, fault.Message);
        }
    }

    /// <summary>Copies to as many other nodes as configured. If a node does not store it, the next one is tried.</summary>
    private async Task<List<CheckpointPeer>> CopyAsync(Checkpoint checkpoint, List<CheckpointPeer> ranked)
    {
        var holders = new List<CheckpointPeer>();
        var next = 0;
        while (holders.Count < options.Copies - 1 && next < ranked.Count)
        {
            var round = ranked.GetRange(next, Math.Min(options.Copies - 1 - holders.Count, ranked.Count - next));
            next += round.Count;
            var answers = await AskAsync(round, new PutCheckpoint(checkpoint) { ThisNodeOnly = true });
            holders.AddRange(round.Where((_, i) => answers[i] is CheckpointStored));
        }

        return holders;
    }

    /// <summary>The answer of each node, in order; null for a node that did not answer.</summary>
    private async Task<object?[]> AskAsync(IReadOnlyList<CheckpointPeer> peers, IWireMessage message) => await Task.WhenAll(peers.Select(async peer =>
    {
        try
        {
            return (object?)await peer.Store.Ask<object>(message, PeerTimeout);
        }
        catch (Exception fault) when (fault is AskTimeoutException or TaskCanceledException)
        {
            log.Warning("The checkpoint store of {Node} did not answer {Message}", peer.Node, message.GetType().Name);
            return null;
        }
    }));

    private List<CheckpointPeer> Ranked(string name) =>
        [.. others().OrderBy(peer => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{name} {peer.Node}"))), StringComparer.Ordinal)];

    /// <summary>Of two checkpoints of the runtime, the one with more inputs is later; of two others, the one that was saved later.</summary>
    private static bool IsLater(CheckpointInfo one, CheckpointInfo than) => CheckpointNames.IsReserved(one.Name)
        ? (one.Epoch, one.Sequence).CompareTo((than.Epoch, than.Sequence)) > 0
        : one.CreatedAt > than.CreatedAt;

    private static RequestFailed Unknown(string name, string? damage) =>
        Failed(ReplyCode.UnknownCheckpoint, damage ?? $"No node that can be reached has a checkpoint '{name}'.");

    private static RequestFailed Failed(ReplyCode code, string detail) => new(default, code, detail);
}
