namespace ActorInput.Emulation.Gym;

/// <summary>An HTTP answer: the status and a JSON body.</summary>
internal readonly record struct GymAnswer(int Status, ReadOnlyMemory<byte> Body);
