using ActorInput.Actors.Common;

namespace ActorInput.Actors.Inputs;

/// <summary>Decides who may press the buttons of an emulator now.</summary>
internal interface IPressRight
{
    /// <summary>Why a sender with this token, or with none, may not change the game; null when it may.</summary>
    Refusal? Check(string? token);

    /// <summary>The refusal that the holder must get once before anything else; null when there is none or the sender is not the holder.</summary>
    /// <param name="token">The sender's token.</param>
    /// <param name="startsAnew">Whether the message itself sets the game's state, so that the lost game does not matter.</param>
    Refusal? TellHolder(string? token, bool startsAnew = false);
}
