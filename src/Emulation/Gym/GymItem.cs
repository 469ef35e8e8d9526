namespace ActorInput.Emulation.Gym;

/// <summary>One entry of <c>inventory</c>.</summary>
/// <param name="Item">The item's name.</param>
/// <param name="Quantity">How many of it.</param>
public sealed record GymItem(string Item, int Quantity);
