using ActorInput.Actors.Common;

namespace ActorInput.Actors.Inputs;

/// <summary>Who may press the buttons of an emulator now.</summary>
internal interface IPressRight
{
    /// <summary>Why somebody with this token, or with none, may not change the game; null when they may.</summary>
    Refusal? Check(string? token);

    /// <summary>What the holder must hear first in the place of what it asks for, once; null when there is nothing or it is another who asks.</summary>
    /// <param name="token">Of the one who asks.</param>
    /// <param name="startsAnew">Whether what is asked for puts the game somewhere, so that the one before does not matter.</param>
    Refusal? TellHolder(string? token, bool startsAnew = false);
}
