namespace ActorInput.Faults.Games;

/// <summary>What became of a request for presses.</summary>
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
