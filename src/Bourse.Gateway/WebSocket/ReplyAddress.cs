namespace Bourse.Gateway.WebSocket;

/// <summary>Where the reply to a message goes, for one that comes later than the message lasts.</summary>
internal sealed record ReplyAddress(string JoinRef, string Ref, string Topic)
{
    /// <param name="response">The JSON text of an object.</param>
    public byte[] Ok(string response) => ChannelFrames.Ok(JoinRef, Ref, Topic, response);

    public byte[] Refused(Refusal refusal) => ChannelFrames.Refused(JoinRef, Ref, Topic, refusal);
}
