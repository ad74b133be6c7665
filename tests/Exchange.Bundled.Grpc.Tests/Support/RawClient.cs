using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>Speaks to a server in plain HTTP/2, to see and send what no gRPC client would.</summary>
internal static class RawClient
{
    /// <summary>A message with its header, as it stands on the wire.</summary>
    public static byte[] Frame(byte[] payload, byte flag = 0)
    {
        var frame = new byte[5 + payload.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame, 5);
        return frame;
    }

    public static byte[] Frame(IMessage message) => Frame(message.ToByteArray());

    public static async Task<(HttpResponseMessage Response, byte[] Body)> PostAsync(
        TestServer server,
        string path,
        byte[] body,
        Action<HttpRequestMessage>? change = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Address + path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.ParseAdd("trailers");
        change?.Invoke(request);
        var response = await client.SendAsync(request).WaitAsync(TimeSpan.FromMinutes(1));
        return (response, await response.Content.ReadAsByteArrayAsync());
    }

    public static string? Find(HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
