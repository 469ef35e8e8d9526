using ActorInput.Faults.Timing;

namespace ActorInput.Faults.Games;

/// <summary>How a game is.</summary>
internal readonly record struct GameCoreOptions(GameDialect Dialect, ServiceTime Service, bool IsRecording, int MostRemembered);
