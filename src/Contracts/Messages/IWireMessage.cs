namespace ActorInput.Contracts.Messages;

/// <summary>Marks what may cross the wire between nodes. Only what carries this marker is bound to a serializer.</summary>
public interface IWireMessage;
