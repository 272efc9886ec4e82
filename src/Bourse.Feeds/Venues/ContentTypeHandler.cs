using System.Net.Http.Headers;

namespace Bourse.Feeds.Venues;

/// <summary>
/// Says in the handshake of a WebSocket what kind of messages are to come. The framework takes that header of requests
/// with a body alone: this gives the handshake an empty one.
/// </summary>
internal sealed class ContentTypeHandler(string contentType, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Content = new ByteArrayContent([]);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return base.SendAsync(request, cancellationToken);
    }
}
