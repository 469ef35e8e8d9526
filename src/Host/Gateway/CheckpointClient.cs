using ActorInput.Actors.Common;
using ActorInput.Contracts.Checkpoints;
using Akka.Hosting;

namespace ActorInput.Host.Gateway;

/// <summary>Asks the node's checkpoint store, which answers for the cluster.</summary>
internal sealed class CheckpointClient(IRequiredActor<NodeCheckpoints> store, ActorAsk ask, HttpOptions options)
{
    private const string Failure = "The checkpoint store did not answer";

    public Task<Answer<CheckpointList>> ListAsync(CancellationToken token) => AskAsync<CheckpointList>(new ListCheckpoints(), token);

    public Task<Answer<Checkpoint>> GetAsync(string name, CancellationToken token) => AskAsync<Checkpoint>(new GetCheckpoint(name), token);

    public Task<Answer<CheckpointStored>> DeleteAsync(string name, CancellationToken token) => AskAsync<CheckpointStored>(new DeleteCheckpoint(name), token);

    private Task<Answer<T>> AskAsync<T>(object message, CancellationToken token)
        where T : class =>
        ask.AskAsync<T, NodeCheckpoints>(store, message, options.QueryTimeout, Failure, token);
}
