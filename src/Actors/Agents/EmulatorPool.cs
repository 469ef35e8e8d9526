using ActorInput.Actors.Common;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka;
using Akka.Actor;

namespace ActorInput.Actors.Agents;

/// <summary>
/// An agent's access to all emulators of the cluster: it leases emulators, presses buttons, runs scripts and reports the fleet's status. Each host
/// has one pool; <c>AddActorInputAgent</c> registers it. Safe to use from several threads.
/// <code>
/// await using var lease = await pool.AcquireAsync(TimeSpan.FromSeconds(10));
/// InputReply reply = await lease.SendInputAsync("RIGHT*5 A");
/// </code>
/// </summary>
/// <remarks>
/// The result of an input is a value: its reply says <c>applied</c>, <c>partial</c>, <c>unknown</c>… When the pool itself fails, it throws an
/// <see cref="EmulatorPoolException"/>. You need not start or stop the pool: it lives as long as its host.
/// </remarks>
public sealed partial class EmulatorPool
{
    private static readonly TimeSpan StopBound = TimeSpan.FromMilliseconds(900);
    private readonly ActorSystem _system;
    private readonly AgentCalls _calls;
    private readonly OutstandingInputs _outstanding;
    private readonly TimeProvider _time;
    private readonly Func<ClusterReach> _reach;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IActorRef _keepers;
    private int _waiting;

    internal EmulatorPool(ActorSystem system, AgentOptions options, InputLimits limits, TimeProvider time, Func<ClusterReach> reach)
    {
        (_system, _time, _reach) = (system, time, reach);
        _calls = new AgentCalls(system, options, limits, time);
        _outstanding = new OutstandingInputs(options.MaxOutstanding);
        var stopped = _stopped;
        var keepers = _keepers = system.ActorOf(Props.Create(() => new LeaseKeepers(options, time, stopped)), "agent");
        // Stop before the node leaves, so that leases end at once, not only when the other nodes see it gone.
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceStop, "agent-leases", async () =>
        {
            await keepers.GracefulStop(StopBound);
            return Done.Instance;
        });
    }

    /// <summary>Leases any emulator that applies inputs.</summary>
    /// <param name="timeout">How long to wait until one is free; 0: do not wait; at most 24 h.</param>
    /// <param name="cancellation">Gives the place in the queue up. A lease that was on its way ends.</param>
    /// <exception cref="EmulatorPoolException">None was free in time (<c>WaitTimedOut</c>), or see <see cref="AcquireAsync(LeaseRequest, CancellationToken)"/>.</exception>
    public Task<EmulatorLease> AcquireAsync(TimeSpan timeout, CancellationToken cancellation = default) =>
        AcquireAsync(new LeaseRequest { Timeout = timeout }, cancellation);

    /// <summary>
    /// Leases an emulator. Waiting agents are served in the order in which they asked; none is lost when the broker's node dies
    /// meanwhile.
    /// </summary>
    /// <param name="request">Which one, how long to wait, how long to hold.</param>
    /// <param name="cancellation">Gives the place in the queue up. A lease that was on its way ends.</param>
    /// <exception cref="EmulatorPoolException">
    /// <c>WaitTimedOut</c>: none was free in time. <c>UnknownEmulator</c>, <c>UnknownCartridge</c>, <c>NoCapacity</c> (there are no emulators),
    /// <c>InvalidRequest</c>, <c>QueueFull</c> (too many wait), <c>NodeUnreachable</c> (no broker, or no owner, answers), <c>ShuttingDown</c>.
    /// </exception>
    public async Task<EmulatorLease> AcquireAsync(LeaseRequest request, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var message = request.ToMessage();
        if (message.Problem() is { } problem)
            throw AgentCalls.Invalid(problem);
        Interlocked.Increment(ref _waiting);
        try
        {
            var broker = await _calls.FindAsync<LeaseBroker>(cancellation);
            var emulators = await _calls.FindAsync<EmulatorRouter>(cancellation);
            var granted = new TaskCompletionSource<LeaseHold>(TaskCreationOptions.RunContinuationsAsynchronously);
            _keepers.Tell(new LeaseKeepers.Acquire(message, broker, emulators, granted, cancellation));
            if (await Task.WhenAny(granted.Task, _stopped.Task) != granted.Task)
                throw AgentCalls.Stopped();
            return new EmulatorLease(await granted.Task, _calls);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>
    /// Runs a script on a free emulator, in one piece, with no input of others in between. When cancelled, it stops between two inputs, and the
    /// result says how far it came.
    /// </summary>
    /// <param name="script">
    /// One input a line, or several separated by <c>;</c>; <c>#</c> begins a comment. 1 to 64 inputs (<c>Limits:MaxBatchInputs</c>).
    /// </param>
    /// <param name="request">Where it starts, what to observe afterwards, how long it may take; null: the default.</param>
    /// <param name="cancellation">Stops the script.</param>
    /// <returns>How it ended: <c>Succeeded</c>, <c>Failed</c>, <c>TimedOut</c> or <c>Cancelled</c>, with the reason.</returns>
    /// <exception cref="EmulatorPoolException">The script or the request breaks a rule; or the host has not started or has stopped.</exception>
    public async Task<BatchExecution> ExecuteScriptAsync(string script, ScriptRequest? request = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var message = (request ?? new ScriptRequest()).ToMessage(InputScript.Parse(script, _calls.Limits));
        if (message.Problem() is { } problem)
            throw AgentCalls.Invalid(problem);
        var balancer = await _calls.FindAsync<NodeBalancer>(cancellation);
        var execution = balancer.Ask<BatchExecution>(message, Timeout.InfiniteTimeSpan, CancellationToken.None);
        using (cancellation.UnsafeRegister(_ => balancer.Tell(new CancelBatch(message.ExecutionId!), ActorRefs.NoSender), null))
        {
            // The balancer answers each request exactly once and keeps the time limits; it ends with this host.
            return await Task.WhenAny(execution, _stopped.Task) == execution ? await execution : throw AgentCalls.Stopped();
        }
    }

    /// <summary>Whether the agent can work: the node is in the cluster, reaches a majority of the nodes that own emulators, and one emulator is ready.</summary>
    public async Task<PoolHealth> HealthCheckAsync(CancellationToken cancellation = default)
    {
        var reach = _reach();
        PoolHealth Sick(int ready, string detail) => new(false, reach.Nodes, reach.Reachable, ready, detail);
        if (!reach.IsJoined)
            return Sick(0, "This node is not in the cluster (yet). Are the seed nodes right, and do they run?");
        if (reach.Nodes == 0)
            return Sick(0, "No node of the cluster has the role 'emulator'.");
        if (2 * reach.Reachable <= reach.Nodes)
            return Sick(0, $"{reach.Reachable} of {reach.Nodes} nodes that own emulators can be reached; more than half are needed.");
        try
        {
            var status = await StatusAsync(cancellation);
            return status.Ready == 0
                ? Sick(0, $"None of {status.Total} emulators is ready.")
                : new PoolHealth(true, reach.Nodes, reach.Reachable, status.Ready, null);
        }
        catch (EmulatorPoolException failure)
        {
            return Sick(0, failure.Message);
        }
    }

    /// <summary>Gets the status of the cluster's emulators.</summary>
    /// <exception cref="EmulatorPoolException">The node did not answer in time.</exception>
    public async Task<PoolStatus> StatusAsync(CancellationToken cancellation = default) =>
        PoolStatus.Of(await ListAsync(cancellation), Volatile.Read(ref _waiting), _reach().Nodes);

    /// <summary>All emulators, each with its state, its node and its lease.</summary>
    /// <exception cref="EmulatorPoolException">The node did not answer in time.</exception>
    public Task<EmulatorList> ListAsync(CancellationToken cancellation = default) =>
        _calls.AskAsync<EmulatorList, FleetKeeper>(GetEmulators.Instance, _calls.Options.QueryTimeout, "The node did not list the emulators", cancellation);

    /// <summary>Waits until this node is in the cluster. Not required: inputs that are sent before wait, within their own time limits.</summary>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="EmulatorPoolException">The node has not joined in time (<c>NodeUnreachable</c>).</exception>
    public async Task WaitForClusterAsync(TimeSpan timeout, CancellationToken cancellation = default)
    {
        var joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Akka.Cluster.Cluster.Get(_system).RegisterOnMemberUp(() => joined.TrySetResult());
        try
        {
            if (await Task.WhenAny(joined.Task, _stopped.Task).WaitAsync(timeout, _time, cancellation) != joined.Task)
                throw AgentCalls.Stopped();
        }
        catch (TimeoutException)
        {
            throw new EmulatorPoolException(
                ReplyCode.NodeUnreachable,
                $"The cluster '{_system.Name}' was not reached within {timeout.TotalSeconds:0.###} s. Check that the seed nodes run, that their cluster name is the same, "
                + "and that both sides use TLS or neither.");
        }
    }
}
