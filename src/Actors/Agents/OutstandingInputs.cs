using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Agents;

/// <summary>Inputs that were sent without waiting for each: counts them, limits their number, and collects the failures. Thread-safe.</summary>
/// <param name="most">How many may be unanswered.</param>
internal sealed class OutstandingInputs(int most)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(50);
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _pending = [];
    private readonly List<InputReply> _failures = [];
    private long _sent;
    private long _applied;
    private int _unanswered;

    /// <summary>Sends an input, or refuses it when too many are unanswered. The task never fails: its reply says what went wrong.</summary>
    public Task<InputReply> Send(EmulatorId emulator, InputSequence input, Func<Task<InputReply>> send)
    {
        lock (_lock)
        {
            _sent++;
            if (_unanswered >= most)
            {
                var refused = Failed(emulator, input, InputOutcome.Overloaded, ReplyCode.QueueFull, $"{_unanswered} inputs have no answer yet; {most} are allowed. Call FlushAsync first.");
                Count(refused);
                return Task.FromResult(refused);
            }

            _unanswered++;
            // Within the lock, so that inputs leave in the order of the calls.
            var pending = FinishAsync(emulator, input, send());
            if (!pending.IsCompleted)
            {
                _pending.Add(pending);
                _ = RemoveAsync(pending);
            }

            return pending;
        }
    }

    /// <summary>Waits for the replies to all inputs that were sent before, and reports the results since the last flush.</summary>
    public async Task<FlushReport> FlushAsync(CancellationToken cancellation)
    {
        Task[] pending;
        lock (_lock)
            pending = [.. _pending];
        await Task.WhenAll(pending).WaitAsync(cancellation);
        lock (_lock)
        {
            // Inputs that were sent meanwhile and have no answer yet belong to the next flush.
            var report = new FlushReport(_sent - _unanswered, _applied, [.. _failures]);
            (_sent, _applied) = (_unanswered, 0);
            _failures.Clear();
            return report;
        }
    }

    private async Task<InputReply> FinishAsync(EmulatorId emulator, InputSequence input, Task<InputReply> sent)
    {
        InputReply reply;
        try
        {
            reply = await sent;
        }
        catch (Exception failure) when (failure is EmulatorPoolException or OperationCanceledException)
        {
            var code = failure is EmulatorPoolException known ? known.Code : ReplyCode.Cancelled;
            reply = Failed(emulator, input, InputOutcome.Unknown, code, failure.Message);
        }

        lock (_lock)
        {
            _unanswered--;
            Count(reply);
        }

        return reply;
    }

    private async Task RemoveAsync(Task<InputReply> pending)
    {
        await pending;
        lock (_lock)
            _pending.Remove(pending);
    }

    private void Count(InputReply reply)
    {
        if (reply.Outcome == InputOutcome.Applied)
            _applied++;
        else if (_failures.Count < most)
            _failures.Add(reply);
    }

    private static InputReply Failed(EmulatorId emulator, InputSequence input, InputOutcome outcome, ReplyCode code, string detail) =>
        new(emulator, outcome, 0, input.Count, 0, 0, TimeSpan.Zero)
        {
            Code = code,
            Detail = detail,
            RetryAfter = outcome == InputOutcome.Overloaded ? RetryAfter : null,
        };
}
