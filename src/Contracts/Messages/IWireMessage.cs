namespace ActorInput.Contracts.Messages;

/// <summary>Marks messages that may cross the wire between nodes. Only messages with this marker are bound to a serializer.</summary>
public interface IWireMessage;
