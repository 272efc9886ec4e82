using System.Net;
using Bourse.Gateway.Auth;

namespace Bourse.Gateway.WebSocket;

/// <summary>Who is at the other end of a WebSocket, and what it may hear. Decided when it connects, but for how long.</summary>
/// <param name="Address">Null for a client of the Unix socket.</param>
internal sealed record SocketPeer(Caller Caller, IPAddress? Address, SocketDoor Door)
{
    /// <summary>False once its key is revoked or over, or its user disabled.</summary>
    public bool IsStillValid => !Caller.IsKnown || Door.IsStillValid(Caller);

    /// <summary>Whom its address stands for; null for a client of the Unix socket.</summary>
    public UInt128? Subscriber => Address is null ? null : Limits.Subscriber.Of(Address);

    /// <summary>Why it may not hear a topic; null when it may. Of an account, whether it is there is another question.</summary>
    public Refusal? Refuse(Topic topic)
    {
        var access = topic switch
        {
            { Kind: ChannelKind.Orders, Owner: Topic.Everybody } => Access.Admin,
            { IsPrivate: true } => Access.Read,
            _ => Access.Market,
        };
        if (Door.Rights.Refuse(Caller, access) is { } problem)
            return new Refusal(problem.Code, problem.Detail);
        return topic.Kind == ChannelKind.Alerts && topic.Owner != Caller.User && !Caller.IsAdmin
            ? new Refusal("unknown_user", $"No user is named '{topic.Owner}'.")
            : null;
    }
}
