using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>
/// Lets batches start from the present state of other emulators: saves it as a checkpoint, and removes that when the batches have ended.
/// </summary>
internal sealed class BatchStarts(EmulatorClient emulators, CheckpointClient checkpoints)
{
    /// <summary>The prefix of the checkpoints' names.</summary>
    public const string Prefix = "start-";

    /// <summary>Saves each of the emulators once, so that all batches with the same one start in the same state.</summary>
    /// <param name="batches">The batches.</param>
    /// <param name="from">For each of them, the emulator whose state it starts from; null where there is none.</param>
    /// <returns>The batches with their starts; or why a state could not be saved, and then nothing is left behind.</returns>
    public async Task<Answer<SubmitBatches>> SaveAsync(SubmitBatches batches, IReadOnlyList<EmulatorId?> from)
    {
        if (from.All(static emulator => emulator is null))
            return new(batches);
        var names = new Dictionary<EmulatorId, string>();
        foreach (var emulator in from.OfType<EmulatorId>().Distinct())
        {
            // Not cancelled with the request: a state that is saved after nobody waits for it would stay.
            var save = new SaveCheckpoint(emulator, $"{Prefix}{Guid.NewGuid():N}");
            if (!(await emulators.WriteAsync<CheckpointSaved>(save, CancellationToken.None)).TryGet(out var saved, out var problem))
            {
                await RemoveAsync(names.Values);
                return new(problem);
            }

            names[emulator] = saved.Name;
        }

        return new(new SubmitBatches([.. batches.Batches.Select((batch, i) => from[i] is { } emulator ? batch with { Start = names[emulator] } : batch)]));
    }

    /// <summary>Removes what <see cref="SaveAsync"/> saved. Call it when no batch can begin any more: one that has not begun needs its start.</summary>
    public Task RemoveAsync(SubmitBatches batches, IReadOnlyList<EmulatorId?> from) =>
        RemoveAsync(batches.Batches.Where((_, i) => from[i] is not null).Select(batch => batch.Start!).Distinct(StringComparer.Ordinal));

    private Task<Answer<CheckpointStored>[]> RemoveAsync(IEnumerable<string> names) => Task.WhenAll(names.Select(name => checkpoints.DeleteAsync(name, CancellationToken.None)));
}
