namespace Bourse.Gateway.Rest;

/// <summary>The stable codes of problem answers: programs may rely on them, so that a code is never changed.</summary>
public static class ProblemCode
{
    /// <summary>400: a query parameter's value cannot be used.</summary>
    public const string InvalidParameter = "invalid_parameter";

    /// <summary>400: there is no query parameter of that name here.</summary>
    public const string UnknownParameter = "unknown_parameter";

    /// <summary>400: the cursor was not made here, was changed, or belongs to another question.</summary>
    public const string InvalidCursor = "invalid_cursor";

    /// <summary>400: the request itself is not well formed.</summary>
    public const string MalformedRequest = "malformed_request";

    /// <summary>404: no instrument has that symbol.</summary>
    public const string UnknownInstrument = "unknown_instrument";

    /// <summary>404: nothing is served at that path.</summary>
    public const string NotFound = "not_found";

    /// <summary>405: the path is served, but not with that method.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>406: the client accepts no form in which the answer can be given.</summary>
    public const string NotAcceptable = "not_acceptable";

    /// <summary>400: the WebSocket speaks another version of the protocol.</summary>
    public const string ProtocolVersion = "protocol_version";

    /// <summary>403: pages of that origin may not use the WebSocket.</summary>
    public const string ForeignOrigin = "foreign_origin";

    /// <summary>426: only a WebSocket is served here.</summary>
    public const string WebSocketOnly = "websocket_only";

    /// <summary>503: as many WebSocket clients are connected as may be, or the server is stopping.</summary>
    public const string TooManyClients = "too_many_clients";

    /// <summary>429: as many WebSockets of one user, or of one address, are connected as may be.</summary>
    public const string TooManySockets = "too_many_sockets";

    /// <summary>401: nobody known asks, or the key or token is not valid.</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>403: the key or token may not be used for that.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>404: there is no such thing, or it is somebody else's.</summary>
    public const string Unknown = "unknown";

    /// <summary>503: the audit trail takes no records, so that nothing is done that would have to be in it.</summary>
    public const string AuditUnavailable = "audit_unavailable";

    /// <summary>409: another thing of the same user has that name.</summary>
    public const string NameTaken = "name_taken";

    /// <summary>409: of the last admin neither rights nor the user can be taken.</summary>
    public const string LastAdmin = "last_admin";

    /// <summary>422: there are as many as there may be.</summary>
    public const string TooMany = "too_many";

    /// <summary>403: this server is asked by the names of this machine only.</summary>
    public const string LocalOnly = "local_only";

    /// <summary>422: the settings do not allow webhooks to that address.</summary>
    public const string WebhookNotAllowed = "webhook_not_allowed";

    /// <summary>503: the database of the records does not answer; trading goes on.</summary>
    public const string RecordsUnavailable = "records_unavailable";

    /// <summary>503: as many commands wait for the exchange as may; nothing has happened.</summary>
    public const string ExchangeBusy = "exchange_busy";

    /// <summary>503: the exchange's disk takes no records; nothing has happened.</summary>
    public const string ExchangeReadOnly = "exchange_read_only";

    /// <summary>503: the exchange is stopping; nothing has happened.</summary>
    public const string ExchangeStopping = "exchange_stopping";

    /// <summary>503: the disk failed while a command was on its way to it; sent again with the same key, it tells.</summary>
    public const string OutcomeUnknown = "outcome_unknown";

    /// <summary>413: the body is larger than is taken.</summary>
    public const string BodyTooLarge = "body_too_large";

    /// <summary>429: more requests than one address may make.</summary>
    public const string TooManyRequests = "too_many_requests";

    /// <summary>500: a fault of this program; the log has it under the correlation id.</summary>
    public const string InternalFault = "internal_fault";

    /// <summary>503: the part that would answer is not ready.</summary>
    public const string NotReady = "not_ready";

    /// <summary>504: the answer took longer than is allowed.</summary>
    public const string TooSlow = "too_slow";
}
