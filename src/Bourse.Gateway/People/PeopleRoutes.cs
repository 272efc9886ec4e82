using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Records;

namespace Bourse.Gateway.People;

/// <summary>Everything about users, keys and tokens, and what was done with them.</summary>
internal static class PeopleRoutes
{
    public static void Map(Routes routes, Authenticator authenticator, RecordsDatabase? records)
    {
        new UserEndpoints(authenticator).Map(routes);
        new KeyEndpoints(authenticator.Directory).Map(routes);
        new TokenEndpoints(authenticator).Map(routes);
        if (records is not null)
            routes.Map(AuditEndpoint.Operation, new AuditEndpoint(records).AnswerAsync);
    }
}
