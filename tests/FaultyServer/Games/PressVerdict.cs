namespace ActorInput.Faults.Games;

/// <summary>The result of a request for presses.</summary>
internal enum PressVerdict
{
    Waiting,
    Applied,
    Half,
    Repeated,
    StaleEpoch,
    OtherGame,
    SequenceReused,
    SequenceGone,
    LifeEnded,
    SessionTimeout,
    NotInitialized,
    Lost,
}
