using ActorInput.Faults.Timing;

namespace ActorInput.Faults.Games;

/// <summary>Options of a game.</summary>
internal readonly record struct GameCoreOptions(GameDialect Dialect, ServiceTime Service, bool IsRecording, int MostRemembered);
