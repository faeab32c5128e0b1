package main

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
	"sync"
)

// FerretDB 1.24 reads the documents that an update or a delete concerns, and writes them later, with
// nothing in between to stop another command. MongoDB promises that a write of one document is
// atomic, and the store rests on it, so here one command at a time goes through.
var oneCommand sync.Mutex

// Largest message that MongoDB's protocol allows.
const maxMessage = 48_000_000

// relay passes every connection on to the server behind, until the listener closes.
func relay(front net.Listener, behind string) {
	for {
		client, err := front.Accept()
		if err != nil {
			return
		}
		go relayConnection(client, behind)
	}
}

func relayConnection(client net.Conn, behind string) {
	defer client.Close()
	server, err := net.Dial("tcp", behind)
	if err != nil {
		return
	}
	defer server.Close()
	for {
		request, err := readMessage(client)
		if err != nil {
			return
		}
		response, err := exchange(server, request)
		if err != nil {
			return
		}
		if _, err = client.Write(response); err != nil {
			return
		}
	}
}

// exchange sends one request and waits for its one response, as the driver's commands have it.
func exchange(server net.Conn, request []byte) ([]byte, error) {
	oneCommand.Lock()
	defer oneCommand.Unlock()
	if _, err := server.Write(request); err != nil {
		return nil, err
	}
	return readMessage(server)
}

// readMessage reads one wire message: a length (little-endian, itself included), then the rest.
func readMessage(from io.Reader) ([]byte, error) {
	var head [4]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return nil, err
	}
	length := binary.LittleEndian.Uint32(head[:])
	if length < 16 || length > maxMessage {
		return nil, errors.New("not a MongoDB message")
	}
	message := make([]byte, length)
	copy(message, head[:])
	_, err := io.ReadFull(from, message[4:])
	return message, err
}
