using ActorInput.Actors.Sessions;

namespace ActorInput.Actors.Inputs;

/// <summary>A request and how it went.</summary>
internal readonly record struct SendAttempt(SendTicket Ticket, SendStatus Status);
