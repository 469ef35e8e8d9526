using ActorInput.Actors.Common;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Hosting;

namespace ActorInput.Host.Gateway;

/// <summary>Asks the node's router and fleet actor.</summary>
internal sealed class EmulatorClient(IRequiredActor<EmulatorRouter> router, IRequiredActor<FleetKeeper> fleet, ActorAsk ask, HttpOptions options)
{
    /// <summary>Asks for all emulators.</summary>
    public Task<Answer<EmulatorList>> ListAsync(CancellationToken token) =>
        ask.AskAsync<EmulatorList, FleetKeeper>(fleet, GetEmulators.Instance, options.QueryTimeout, "The node did not list the emulators", token);

    /// <summary>Asks a question, which changes nothing.</summary>
    public Task<Answer<T>> QueryAsync<T>(IWithEmulatorId question, CancellationToken token)
        where T : class =>
        ask.AskAsync<T, EmulatorRouter>(router, question, options.QueryTimeout, $"Emulator '{question.Emulator}' did not answer", token);

    /// <summary>Sends an input, a batch or a command. It is processed even if the caller stops waiting for the answer.</summary>
    public Task<Answer<T>> WriteAsync<T>(IWithEmulatorId message, CancellationToken token)
        where T : class =>
        ask.AskAsync<T, EmulatorRouter>(router, message, options.InputTimeout, $"Emulator '{message.Emulator}' did not answer", token);
}
